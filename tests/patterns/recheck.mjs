// Asks recheck for texts on which patterns would be slow: node recheck.mjs < patterns > attacks.
//
// It reads what collect.py prints, and writes a line of JSON for each pattern whose syntax it
// knows: its verdict and, where it has one, an attack as pairs of a beginning and what is repeated.
import { createInterface } from "node:readline";
import { checkSync } from "recheck";

const told = new Set();
for await (const line of createInterface({ input: process.stdin })) {
  const { source, text, rest } = JSON.parse(line);
  const flags = (rest[0] & 2 ? "i" : "") + (rest[0] & 16 ? "s" : "");
  if (!text || rest[0] & 64 || told.has(source + flags)) continue;
  told.add(source + flags);
  // What Python writes otherwise, or has besides; a possessive repeat finds no more than a greedy one.
  const inner = source
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replace(/\(\?P</g, "(?<")
    .replace(/\\Z/g, "$")
    .replace(/([*+?}])\+/g, "$1")
    .replace(/\(\?>/g, "(?:");
  let found;
  try {
    found = checkSync(inner, flags, { timeout: 1000, checker: "auto" });
  } catch {
    found = { status: "unknown" };
  }
  const pumps = found.attack?.pumps?.map(({ prefix, pump }) => [prefix, pump]) ?? [];
  console.log(JSON.stringify({ source, status: found.status, pumps, suffix: found.attack?.suffix }));
}
