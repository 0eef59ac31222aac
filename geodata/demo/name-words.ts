import type { LocalName } from '../schema/place';

/*
 * Word lists for names. All are everyday words of place names; no person is meant.
 * Each entry is written "汉字 Pinyin".
 */
export interface Word {
  zh: string;
  en: string;
}

export const words = (text: string): Word[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((entry) => {
      const [zh, en] = entry.split(' ');
      return { zh: zh!, en: en! };
    });

export const streetWords = words(`
  永安 Yong'an, 兴隆 Xinglong, 建设 Jianshe, 和平 Heping, 光明 Guangming, 友谊 Youyi, 团结 Tuanjie, 振兴 Zhenxing,
  康宁 Kangning, 富民 Fumin, 清渠 Qingqu, 柳泉 Liuquan, 槐荫 Huaiyin, 玉泉 Yuquan, 锦绣 Jinxiu, 双井 Shuangjing,
  西关 Xiguan, 南关 Nanguan, 东关 Dongguan, 学府 Xuefu, 科技 Keji, 创业 Chuangye, 工业 Gongye, 农机 Nongji,
  丰收 Fengshou, 金穗 Jinsui, 红旗 Hongqi, 胜利 Shengli, 前进 Qianjin, 幸福 Xingfu, 平安 Ping'an, 吉祥 Jixiang,
  永丰 Yongfeng, 广源 Guangyuan, 通达 Tongda, 顺达 Shunda, 福源 Fuyuan, 同德 Tongde, 明德 Mingde, 崇文 Chongwen,
  尚义 Shangyi, 春晖 Chunhui, 秋实 Qiushi, 白杨 Baiyang, 梧桐 Wutong, 银杏 Yinxing, 丹桂 Dangui, 榆林 Yulin,
  桃园 Taoyuan, 杏林 Xinglin, 石桥 Shiqiao, 古塔 Guta, 钟楼 Zhonglou, 粮市 Liangshi, 布市 Bushi, 油坊 Youfang,
  盐店 Yandian, 铁匠 Tiejiang, 豆腐 Doufu, 水井 Shuijing, 马号 Mahao, 文庙 Wenmiao, 城隍 Chenghuang, 县学 Xianxue,
  观音 Guanyin, 关帝 Guandi, 戏楼 Xilou, 染坊 Ranfang, 竹器 Zhuqi, 柴市 Chaishi, 鼓楼 Gulou, 驿马 Yima,
  安澜 Anlan, 长堤 Changdi, 渡口 Dukou, 芦苇 Luwei, 荷塘 Hetang, 稻香 Daoxiang, 麦田 Maitian, 果园 Guoyuan`);

export const compoundWords = words(`
  锦绣 Jinxiu, 阳光 Yangguang, 翠湖 Cuihu, 金桂 Jingui, 紫荆 Zijing, 碧水 Bishui, 蓝天 Lantian, 康泰 Kangtai,
  福临 Fulin, 祥和 Xianghe, 盛世 Shengshi, 东方 Dongfang, 御景 Yujing, 丽景 Lijing, 书香 Shuxiang, 香樟 Xiangzhang,
  玉兰 Yulan, 海棠 Haitang, 牡丹 Mudan, 月季 Yueji, 百合 Baihe, 芙蓉 Furong, 梧桐 Wutong, 银杏 Yinxing,
  永泰 Yongtai, 恒安 Heng'an, 宏业 Hongye, 鸿福 Hongfu, 瑞祥 Ruixiang, 嘉和 Jiahe, 惠民 Huimin, 安居 Anju,
  荣盛 Rongsheng, 新华 Xinhua, 文苑 Wenyuan, 学府 Xuefu, 天成 Tiancheng, 天润 Tianrun, 水岸 Shui'an, 河畔 Hepan,
  春晓 Chunxiao, 清风 Qingfeng, 明珠 Mingzhu, 星河 Xinghe, 凤凰 Fenghuang, 金城 Jincheng, 玉泉 Yuquan, 龙泉 Longquan,
  华夏 Huaxia, 中兴 Zhongxing, 同心 Tongxin, 乐居 Leju, 悦府 Yuefu, 雅居 Yaju, 尚品 Shangpin, 怡和 Yihe,
  景秀 Jingxiu, 兰亭 Lanting, 桃李 Taoli, 枫林 Fenglin`);
export const compoundEndings = {
  new: words('花园 Garden, 华府 Mansion, 名邸 Residence, 新城 New_Town, 壹号院 Court, 公馆 House, 国际 International'),
  mixed: words('小区 Estate, 家园 Homes, 佳苑 Court, 花园 Garden, 里 Lane_Estate'),
  resettled: words('安置小区 Resettlement_Estate, 新村 New_Village, 新苑 New_Court'),
  old: words('家属院 Staff_Housing, 宿舍 Dormitory_Housing, 老院 Old_Yard'),
};
export const worksWords = words(`
  棉纺厂 Cotton_Mill, 供销社 Supply_Co-op, 农机厂 Farm_Machinery_Works, 化肥厂 Fertiliser_Plant, 粮食局 Grain_Bureau,
  面粉厂 Flour_Mill, 水泥厂 Cement_Works, 酒厂 Distillery, 印刷厂 Printing_House, 邮电局 Post_Office, 供电局 Power_Bureau,
  肉联厂 Meat_Plant, 木器厂 Joinery, 轴承厂 Bearing_Works, 阀门厂 Valve_Works, 汽修厂 Motor_Works, 缝纫厂 Garment_Works,
  五金厂 Hardware_Works, 教师 Teachers, 铁路 Railway, 县医院 County_Hospital, 水利局 Water_Bureau, 交通局 Transport_Bureau`);

export const officeWords = words(`
  教育局 Education_Bureau, 民政局 Civil_Affairs_Bureau, 财政局 Finance_Bureau, 税务局 Tax_Bureau, 住建局 Housing_Bureau,
  自然资源局 Natural_Resources_Bureau, 交通运输局 Transport_Bureau, 水利局 Water_Bureau, 农业农村局 Agriculture_Bureau,
  文化旅游局 Culture_and_Tourism_Bureau, 卫生健康局 Health_Bureau, 审计局 Audit_Bureau, 统计局 Statistics_Bureau,
  应急管理局 Emergency_Bureau, 人民法院 Court, 检察院 Procuratorate, 供电公司 Power_Company, 自来水公司 Water_Company,
  电信公司 Telecom_Company, 党校 Party_School, 档案馆 Archives, 气象局 Weather_Bureau, 公路站 Highway_Station`);

export const communityWords = words(`
  迎宾 Yingbin, 新昌 Xinchang, 永定 Yongding, 育才 Yucai, 文昌 Wenchang, 滨河 Binhe, 朝阳 Chaoyang, 人民 Renmin,
  解放 Jiefang, 北关 Beiguan, 站前 Zhanqian, 东方 Dongfang, 康宁 Kangning, 玉泉 Yuquan, 柳泉 Liuquan, 锦绣 Jinxiu,
  双井 Shuangjing, 鼓楼 Gulou, 槐荫 Huaiyin, 光明 Guangming, 友谊 Youyi, 富民 Fumin, 学府 Xuefu, 金穗 Jinsui,
  福源 Fuyuan, 同德 Tongde, 白杨 Baiyang, 桃园 Taoyuan, 石桥 Shiqiao, 安澜 Anlan, 稻香 Daoxiang, 幸福 Xingfu`);
const subdistrictWords = words("永安 Yong'an, 新城 Xincheng, 城北 Chengbei, 河西 Hexi, 清渠 Qingqu, 柳林 Liulin");
const villageWords = words(`
  大王庄 Dawangzhuang, 小柳村 Xiaoliucun, 北辛店 Beixindian, 彭家务 Pengjiawu, 杨家场 Yangjiachang, 东马庄 Dongmazhuang,
  西马庄 Ximazhuang, 牛坨营 Niutuoying, 南园子 Nanyuanzi, 高家堡 Gaojiapu, 刘各庄 Liugezhuang, 宋家屯 Songjiatun,
  渠沟村 Qugoucun, 槐树营 Huaishuying, 知子村 Zhizicun, 礼让店 Lirangdian`);

/** Words too new for an alley of the old town. */
const modern = new Set([
  '科技',
  '创业',
  '工业',
  '农机',
  '学府',
  '建设',
  '金穗',
  '红旗',
  '通达',
  '顺达',
  '广源',
  '前进',
  '振兴',
]);
export const alleyWords = streetWords.filter(({ zh }) => !modern.has(zh));
export const tradeWords = words(`
  食品 Food, 机械 Machinery, 包装 Packaging, 建材 Building_Materials, 汽配 Car_Parts, 纺织 Textile, 印刷 Printing,
  电子 Electronics, 家具 Furniture, 塑料 Plastics, 电缆 Cable, 制药 Pharmaceutical, 仓储 Storage, 饲料 Feed`);
export const yardWords = words('东院 East_Yard, 西院 West_Yard, 南院 South_Yard, 北院 North_Yard, 新院 New_Yard');

/** A local name from a word and an ending. */
export const join = (word: Word, zh: string, en: string): { zh: string; en: string } => ({
  zh: word.zh + zh,
  en: `${word.en}${en}`.replaceAll('_', ' '),
});

export const communityNames: readonly LocalName[] = communityWords.map((word) => join(word, '社区', ' Community'));
export const subdistrictNames: readonly LocalName[] = subdistrictWords.map((word, i) =>
  i < 4 ? join(word, '街道', ' Subdistrict') : join(word, '镇', ' Town'),
);
export const villageNames: readonly Word[] = villageWords.map((word) => join(word, '', ''));
