// Written so that a Node of ten years ago can still read it and say what is wrong: no `node:` names, no `?.`, no await.
import process from 'process';

const parts = process.versions.node.split('.').map(Number);
const isOldMajor = parts[0] < 20 || parts[0] === 21;
const isOldMinor = (parts[0] === 20 && parts[1] < 19) || (parts[0] === 22 && parts[1] < 12);

if (isOldMajor || isOldMinor) {
  console.error(
    '需要 Node.js 20.19（或 22.12）以上，当前是 ' +
      process.versions.node +
      ' · Node.js 20.19 (or 22.12) or newer is needed, this is ' +
      process.versions.node +
      ': https://nodejs.org',
  );
  process.exit(1);
}
