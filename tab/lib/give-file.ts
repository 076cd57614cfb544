/** Gives a text to the browser as a file of this name and media type. */
export function giveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn at the latest.
  window.setTimeout(() => URL.revokeObjectURL(url), 0);
}
