import { expect, it } from 'vitest';
import { englishAddress, englishUnitName } from '../../../../web/locales/english-address';

const compounds = new Map(
  [{ zh: '河畔新苑', en: 'Hepan New Court' }, { zh: '河畔新苑东区', en: 'Hepan East' }, { zh: '无名院' }].map(
    (name) => [name.zh, name],
  ),
);

it('numbers buildings in English', () => {
  expect(englishUnitName('5号楼')).toBe('Building 5');
  expect(englishUnitName('3号办公楼')).toBe('Office building 3');
  expect(englishUnitName('127号')).toBe('No. 127');
  for (const name of ['综合楼', '1920', 'GAF', '']) expect(englishUnitName(name)).toBe(name);
});

it('puts the building before its compound, the longest name that fits', () => {
  expect(englishAddress('河畔新苑5号楼', compounds)).toBe('Building 5, Hepan New Court');
  expect(englishAddress('河畔新苑东区12号楼', compounds)).toBe('Building 12, Hepan East');
  expect(englishAddress('河畔新苑', compounds)).toBe('Hepan New Court');
});

it('leaves what it has no English for', () => {
  for (const address of ['西马庄127号', '无名院5号楼', '河畔新苑门卫室', '1415 Reynolds Street']) {
    expect(englishAddress(address, compounds)).toBe(address);
  }
});
