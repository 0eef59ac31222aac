import fc from 'fast-check';

/** Tests look at the same cases everywhere; the full proof looks at others each time and prints the seed of what fails. */
if (process.env['PROVE'] !== 'full') fc.configureGlobal({ seed: 20261127 });
