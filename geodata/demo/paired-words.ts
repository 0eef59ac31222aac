import { words } from './name-words';
import type { Word } from './name-words';

const first = words(`
  永 Yong, 兴 Xing, 和 He, 安 An, 康 Kang, 泰 Tai, 瑞 Rui, 祥 Xiang, 福 Fu, 德 De, 仁 Ren, 义 Yi, 信 Xin, 明 Ming,
  光 Guang, 华 Hua, 文 Wen, 清 Qing, 宁 Ning, 丰 Feng, 裕 Yu, 盛 Sheng, 昌 Chang, 荣 Rong, 顺 Shun, 广 Guang, 宏 Hong,
  金 Jin, 玉 Yu, 翠 Cui, 春 Chun, 长 Chang, 万 Wan, 嘉 Jia, 景 Jing, 云 Yun, 竹 Zhu, 松 Song, 梅 Mei, 凤 Feng`);
const second = words(`
  安 an, 宁 ning, 泰 tai, 和 he, 平 ping, 兴 xing, 盛 sheng, 隆 long, 荣 rong, 华 hua, 明 ming, 德 de, 义 yi, 信 xin,
  福 fu, 祥 xiang, 瑞 rui, 丰 feng, 源 yuan, 泉 quan, 达 da, 通 tong, 利 li, 景 jing, 园 yuan, 林 lin, 溪 xi, 河 he,
  桥 qiao, 塘 tang, 岭 ling, 台 tai`);

/** Two syllables joined as pinyin is: an apostrophe before one that starts with a vowel. */
const pinyin = (one: string, other: string): string => (/^[aeo]/.test(other) ? `${one}'${other}` : one + other);

/** Auspicious pairs of everyday characters, as streets, estates and communities of a city are named after: 永宁, 嘉和. */
export const pairedWords: readonly Word[] = first.flatMap((one) =>
  second
    .filter((other) => other.zh !== one.zh)
    .map((other) => ({ zh: one.zh + other.zh, en: pinyin(one.en, other.en) })),
);
