// What this folder uses of papaparse. Its published types pull in Node's, which geodata must not see;
// geodata/tsconfig.json maps the name to this file.
interface ParseFault {
  type: 'Quotes' | 'Delimiter' | 'FieldMismatch';
  code: string;
}
interface StepResult<T> {
  data: T;
  errors: ParseFault[];
  meta: { cursor: number };
}
declare const Papa: {
  parse<T>(
    text: string,
    config: {
      delimiter?: string;
      newline?: '\n' | '\r' | '\r\n';
      skipEmptyLines?: boolean;
      step: (row: StepResult<T>, parser: { abort(): void }) => void;
    },
  ): void;
  unparse(rows: readonly (readonly (string | number)[])[], config: { escapeFormulae?: boolean }): string;
};
export default Papa;
