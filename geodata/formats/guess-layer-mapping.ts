import type { LayerMapping } from '../schema/plan-layer';

/** Headers by what they mean, in lower case without spaces, dashes and underscores; the surest first. */
const words: Readonly<Record<keyof LayerMapping, readonly RegExp[]>> = {
  code: [/^(网格)?(编码|编号|代码)$/, /^(grid)?(code|id|no|number)$/, /(编码|编号|代码)$/, /code$/],
  name: [/^(网格)?(名称|名字|名)$/, /^(grid)?name$/, /^(网格|单元网格)$/, /名称$/, /name$/],
  community: [/^(所属|所在)?(社区|村|村居|社区名称)$/, /^community(name)?$/, /社区/, /community/],
  fullTimeNames: [/^专职$/, /^ftnames$/, /^(专职)?网格员(姓名|名单|名字)$/, /^workernames?$/],
  partTimeNames: [/^兼职$/, /^ptnames$/, /^兼职(网格员)?(姓名|名单|名字)$/],
  mobileNames: [/^流动$/, /^mbnames$/, /^流动(网格员)?(姓名|名单|名字)$/],
  partTime: [/^兼职(网格员)?(数|人数)$/, /^兼职网格员$/, /^parttime(workers?)?$/],
  mobile: [/^流动(网格员)?(数|人数)$/, /^流动网格员$/, /^mobile(workers?)?$/],
  fullTime: [
    /^专职(网格员)?(数|人数)$/,
    /^(专职)?网格员(数|人数)?$/,
    /^(grid|fulltime)?workers?$/,
    /^fulltime$/,
    /网格员/,
    /worker/,
  ],
  kind: [/^(网格)?(类型|类别|性质)$/, /^(grid)?(kind|type)$/, /类型$/],
};

/** Which column of a layer means what, told by its header; each column once. A person sees and corrects it. */
export function guessLayerMapping(columns: readonly string[]): LayerMapping {
  const mapping: LayerMapping = {};
  const taken = new Set<string>();
  for (const meaning of [
    'code',
    'name',
    'community',
    'fullTimeNames',
    'partTimeNames',
    'mobileNames',
    'partTime',
    'mobile',
    'fullTime',
    'kind',
  ] as const) {
    const found = words[meaning]
      .map((word) =>
        columns.find((column) => !taken.has(column) && word.test(column.toLowerCase().replace(/[\s_-]/g, ''))),
      )
      .find((column) => column !== undefined);
    if (found === undefined) continue;
    mapping[meaning] = found;
    taken.add(found);
  }
  return mapping;
}
