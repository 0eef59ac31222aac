/** A picture behind an address of this page, decoded. @throws where it cannot be read */
export async function loadImage(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
