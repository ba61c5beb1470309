// For comfort alone: all of the page can be read, and all of its links work, without it.
"use strict";
const section = document.getElementById("documents");
const documents = section ? [...section.querySelectorAll("details.document")] : [];

if (documents.length > 5) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "filter";
  box.setAttribute("aria-label", "Show documents whose title, id or date holds");
  box.placeholder = "Title, id or date";
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase();
    for (const one of documents) {
      one.hidden = !one.firstElementChild.textContent.toLowerCase().includes(words);
    }
  });
  documents[0].before(box);
}

// A sentence that is pointed at is shown on the other side too.
const pair = (event, on) => {
  const sentence = event.target.closest(".sentence[data-sentence]");
  const sides = sentence && sentence.closest(".sides");
  if (!sides) return;
  const number = CSS.escape(sentence.dataset.sentence);
  for (const one of sides.querySelectorAll(`.sentence[data-sentence="${number}"]`)) {
    one.classList.toggle("paired", on);
  }
};
document.addEventListener("mouseover", (event) => pair(event, true));
document.addEventListener("mouseout", (event) => pair(event, false));
