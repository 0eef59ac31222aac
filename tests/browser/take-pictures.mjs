// `npm run pictures`: takes the pictures of the README anew, from the built product over the demo county.
import '../../server/check-node.mjs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from '../../server/prepare.mjs';

process.chdir(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
await install();
await build();
const { register } = await import('tsx/esm/api');
register();
const { takePictures } = await import('./take-pictures.ts');
await takePictures('tests/pictures');
