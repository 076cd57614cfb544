/** Gives a file to the browser, which keeps it as it keeps downloads. */
export function giveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn at the latest.
  window.setTimeout(() => URL.revokeObjectURL(url), 0);
}
