/** How people number the rows of a file: lines of a text, rows of a sheet, features of a map. */
export function rowWordOf(file: string): 'line' | 'row' | 'feature' {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (/\.(csv|tsv|txt)$/.test(name)) return 'line';
  return name.endsWith('.xlsx') ? 'row' : 'feature';
}
