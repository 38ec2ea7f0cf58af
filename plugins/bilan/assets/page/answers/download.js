// Offers the reader a file to keep.

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [type]
 */
export function offerFile(name, text, type = "text/plain;charset=utf-8") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
