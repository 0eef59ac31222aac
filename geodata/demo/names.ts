import type { LocalName } from '../schema/place';
import {
  alleyWords,
  compoundEndings,
  compoundWords,
  join,
  officeWords,
  streetWords,
  tradeWords,
  worksWords,
  yardWords,
} from './name-words';
import type { Word } from './name-words';
import { pairedWords } from './paired-words';
import type { Random } from './prng';

/** Offices a city has in every part of it. */
const branchOffices: readonly (readonly [string, string])[] = [
  ['派出所', ' Police Station'],
  ['税务所', ' Tax Office'],
  ['供电所', ' Power Office'],
  ['司法所', ' Justice Office'],
  ['市场监管所', ' Market Supervision Office'],
  ['自然资源所', ' Natural Resources Office'],
  ['人民法庭', ' Court'],
  ['行政服务中心', ' Administrative Services'],
];

/** Gives out names, none twice. */
export interface NameGiver {
  /** A street: 路 from west to east, 街 from north to south, 胡同 in the old town, 巷 for lanes. */
  street(ending: '路' | '街' | '胡同' | '巷'): LocalName;
  /** A factory or depot. */
  works(): LocalName;
  /** A bureau or company of the county. */
  office(): LocalName;
  compound(kind: 'new' | 'mixed' | 'resettled' | 'old'): LocalName;
}

/**
 * `taken` are the names the plan already gave. A city needs more names than the everyday words give: `isCity` adds
 * paired ones, and says 市 where a county says 县.
 */
export function createNameGiver(random: Random, takenNames: Iterable<string>, isCity: boolean): NameGiver {
  const taken = new Set(takenNames);
  const more = isCity ? pairedWords : [];
  const streetNames = [...streetWords, ...more];
  const alleyNames = [...alleyWords, ...more];
  const compoundNames = [...compoundWords, ...more];
  const [seat, seatEn] = isCity ? ['市', 'City'] : ['县', 'County'];
  const claim = (make: (round: number) => LocalName): LocalName => {
    for (let round = 0; ; round++) {
      const name = make(round);
      if (taken.has(name.zh)) continue;
      taken.add(name.zh);
      return name;
    }
  };
  // A city has many mills of one kind: they are told apart by a word before.
  const oldWord = (round: number): Word => {
    const works = random.pick(worksWords);
    if (!isCity || round < 2) return works;
    const word = random.pick(more);
    return { zh: word.zh + works.zh, en: `${word.en} ${works.en}` };
  };
  const english = { 路: ' Road', 街: ' Street', 胡同: ' Hutong', 巷: ' Lane' };
  const ordinals = ['', '一', '二', '三', '四', '五', '六'];
  const numbered = ['', ' 1st', ' 2nd', ' 3rd', ' 4th', ' 5th', ' 6th'];
  return {
    street: (ending) =>
      claim((round) => {
        const word = random.pick(ending === '胡同' ? alleyNames : streetNames);
        const count = round < 12 ? 0 : random.int(1, ordinals.length - 1);
        return join(word, `${ordinals[count]!}${ending}`, `${numbered[count]!}${english[ending]}`);
      }),
    works: () =>
      claim(() => {
        const word = random.pick(streetNames);
        const trade = random.pick(tradeWords);
        return join(word, `${trade.zh}厂`, ` ${trade.en} Works`);
      }),
    office: () =>
      claim((round) => {
        const word = random.pick(officeWords);
        if (isCity && round >= 4) return join(random.pick(streetNames), ...random.pick(branchOffices));
        const branch = round < 10 ? 0 : random.int(1, ordinals.length - 1);
        return branch === 0
          ? { zh: `${seat}${word.zh}`, en: `${seatEn} ${word.en.replaceAll('_', ' ')}` }
          : {
              zh: `${word.zh}第${ordinals[branch]!}办公区`,
              en: `${word.en.replaceAll('_', ' ')}${numbered[branch]!} office`,
            };
      }),
    compound: (kind) =>
      claim((round) => {
        const ending = random.pick(compoundEndings[kind]);
        const word = kind === 'old' ? oldWord(round) : random.pick(compoundNames);
        if (round < 15) return join(word, ending.zh, ` ${ending.en}`);
        if (kind === 'old') {
          const yard = random.pick(yardWords);
          return join(word, ending.zh + yard.zh, ` ${ending.en}, ${yard.en}`);
        }
        const phase = random.int(1, 4);
        return join(word, `${ending.zh}${ordinals[phase]!}期`, ` ${ending.en}, phase ${phase}`);
      }),
  };
}
