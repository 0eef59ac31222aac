/**
 * Font stacks for `text-font`. The style names no glyphs: MapLibre draws every character from the reader's own
 * fonts. The first name is no font at all; MapLibre reads the weight out of it. Latin families come before Chinese
 * ones, which would otherwise draw quotes and apostrophes a full em wide (`Getu Quotes` is in ui/base.css).
 */
const families = [
  'Getu Quotes',
  'Helvetica Neue',
  'Segoe UI',
  'Arial',
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
];
export const mapFonts = {
  regular: ['Getu Regular', ...families],
  medium: ['Getu Medium', ...families],
  bold: ['Getu Semibold', ...families],
};
