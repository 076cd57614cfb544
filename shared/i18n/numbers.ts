const formats = new Map<string, Intl.NumberFormat>();

/** A number as a locale writes it, in its digits: "1,234", "1.234", "١٬٢٣٤". */
export function numberIn(locale: string, value: number): string {
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale);
    formats.set(locale, format);
  }
  return format.format(value);
}
