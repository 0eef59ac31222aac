import { join, words } from './name-words';
import type { Word } from './name-words';
import { pairedWords } from './paired-words';
import type { Random } from './prng';

/** Names of a city's arterials, known in every Chinese city. */
export const cityRoadWords: readonly Word[] = words(`
  人民 Renmin, 解放 Jiefang, 迎宾 Yingbin, 朝阳 Chaoyang, 东方 Dongfang, 新兴 Xinxing, 文昌 Wenchang, 长城 Changcheng,
  建设 Jianshe, 和平 Heping, 光明 Guangming, 友谊 Youyi, 团结 Tuanjie, 振兴 Zhenxing, 红旗 Hongqi, 胜利 Shengli,
  前进 Qianjin, 幸福 Xingfu, 向阳 Xiangyang, 东风 Dongfeng, 天威 Tianwei, 复兴 Fuxing, 乐凯 Lekai, 瑞祥 Ruixiang,
  七一 Qiyi, 五四 Wusi, 五一 Wuyi, 八一 Bayi, 阳光 Yangguang, 恒祥 Hengxiang, 莲池 Lianchi, 隆兴 Longxing,
  百花 Baihua, 翠园 Cuiyuan, 裕华 Yuhua, 永华 Yonghua, 兴华 Xinghua, 裕东 Yudong, 盛兴 Shengxing, 富昌 Fuchang,
  学院 Xueyuan, 体育 Tiyu, 创业 Chuangye, 科技 Keji, 府河 Fuhe, 西湖 Xihu, 东湖 Donghu, 北湖 Beihu, 凤凰 Fenghuang,
  青年 Qingnian, 劳动 Laodong, 民主 Minzhu, 公园 Gongyuan, 延安 Yan'an, 中山 Zhongshan, 中华 Zhonghua, 北京 Beijing,
  黄河 Huanghe, 长江 Changjiang, 泰山 Taishan, 太行 Taihang, 燕山 Yanshan, 长白 Changbai, 昆仑 Kunlun, 珠江 Zhujiang`);

const families = words(`
  王 Wang, 李 Li, 张 Zhang, 刘 Liu, 陈 Chen, 杨 Yang, 赵 Zhao, 黄 Huang, 周 Zhou, 吴 Wu, 徐 Xu, 孙 Sun, 马 Ma, 朱 Zhu,
  胡 Hu, 郭 Guo, 何 He, 高 Gao, 林 Lin, 罗 Luo, 郑 Zheng, 梁 Liang, 谢 Xie, 宋 Song, 唐 Tang, 许 Xu, 韩 Han, 冯 Feng,
  邓 Deng, 曹 Cao, 彭 Peng, 曾 Zeng, 肖 Xiao, 田 Tian, 董 Dong, 袁 Yuan, 潘 Pan, 蒋 Jiang, 蔡 Cai, 余 Yu`);
const settlements = words(`
  家庄 jiazhuang, 家营 jiaying, 家屯 jiatun, 各庄 gezhuang, 家堡 jiapu, 家桥 jiaqiao, 家店 jiadian, 家坟 jiafen,
  家湾 jiawan, 家圩 jiawei`);

/** Names of villages in a drawn order, each once. */
export const villageNamesOf = (random: Random): { zh: string; en: string }[] =>
  random.shuffle(
    families.flatMap((family) => settlements.map((place) => ({ zh: family.zh + place.zh, en: family.en + place.en }))),
  );

/** Words for landmarks, communities and subdistricts in a drawn order, each once: everyday ones before made-up pairs. */
export const townWordsOf = (random: Random, first: readonly Word[]): Word[] => {
  const known = new Set(first.map(({ zh }) => zh));
  return [...random.shuffle(first), ...random.shuffle(pairedWords.filter(({ zh }) => !known.has(zh)))];
};

export const communityOf = (word: Word): { zh: string; en: string } => join(word, '社区', ' Community');
