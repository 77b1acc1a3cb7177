// The string literals of a TypeScript source, with the code just before each: enough of a scanner for our own sources.

export interface Literal {
  /** Of a template, one piece between its values. */
  readonly text: string;
  /** The code before it, or before its whole template, without comments. */
  readonly before: string;
  readonly line: number;
}

const ENDS_A_VALUE = /[\w$)\]}]$/;
const KEYWORD = /\b(return|typeof|case|in|of|new|throw)$/;

export function literals(source: string): Literal[] {
  const found: Literal[] = [];
  let code = ""; // what was passed, without comments; literals as ""
  let place = 0;

  const note = (text: string, before = code): void => {
    found.push({ text, before: before.slice(-80).replaceAll(/\s+/g, " "), line: source.slice(0, place).split("\n").length });
  };
  const until = (end: RegExp): string => {
    end.lastIndex = place;
    const stop = end.exec(source)?.index ?? source.length;
    const passed = source.slice(place, stop);
    place = stop;
    return passed;
  };
  const quoted = (quote: string): void => {
    place++;
    note(until(new RegExp(`(?<!\\\\)(?:\\\\\\\\)*${quote}`, "g")));
    until(new RegExp(quote, "g"));
    place++;
    code += '""';
  };
  const template = (): void => {
    const before = code;
    place++;
    for (;;) {
      note(until(/(?<!\\)`|\$\{/g), before);
      if (source[place] === "`" || place >= source.length) break;
      place += 2;
      codeUntil("}");
      place++;
    }
    place++;
    code = `${before}""`;
  };
  const regularExpression = (): void => {
    place++;
    let inClass = false;
    for (; place < source.length && (inClass || source[place] !== "/"); place++) {
      if (source[place] === "\\") place++;
      else if (source[place] === "[") inClass = true;
      else if (source[place] === "]") inClass = false;
    }
    place++;
    code += '""';
  };
  const codeUntil = (end: string): void => {
    let depth = 0;
    while (place < source.length) {
      const sign = source[place] ?? "";
      const two = source.slice(place, place + 2);
      if (sign === end && depth === 0) return;
      if (two === "//") until(/\n|$/g);
      else if (two === "/*") (until(/\*\//g), (place += 2));
      else if (sign === '"' || sign === "'") quoted(sign);
      else if (sign === "`") template();
      else if (sign === "/" && (!ENDS_A_VALUE.test(code.trimEnd()) || KEYWORD.test(code.trimEnd()))) regularExpression();
      else {
        if (sign === "{") depth++;
        if (sign === "}") depth--;
        code += sign;
        place++;
      }
    }
  };
  codeUntil("\0");
  return found;
}
