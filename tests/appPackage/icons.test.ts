import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { builtPackage } from './built-package.ts';

const { files, manifest } = builtPackage();

interface Pixel {
  readonly x: number;
  readonly y: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

function pixelsOf(name: string): { width: number; height: number; pixels: readonly Pixel[] } {
  const { width, height, data } = PNG.sync.read(Buffer.from(files.get(name) ?? []));
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(index * 4, index * 4 + 4);
    return { x: index % width, y: Math.floor(index / width), red, green, blue, alpha };
  });
  return { width, height, pixels };
}

/** How far a colour is from the ground of the icon, whatever the height: the ground only changes downwards. */
function isSign(pixel: Pixel, pixels: readonly Pixel[], width: number): boolean {
  const ground = pixels[pixel.y * width];
  if (ground === undefined) return false;
  return (
    Math.abs(pixel.red - ground.red) +
      Math.abs(pixel.green - ground.green) +
      Math.abs(pixel.blue - ground.blue) >
    24
  );
}

test('the colour icon is a full square of 192, with its sign in the middle 96', () => {
  const { width, height, pixels } = pixelsOf(manifest.icons.color);
  expect([width, height]).toEqual([192, 192]);
  expect(pixels.every(({ alpha }) => alpha === 255)).toBe(true);
  const sign = pixels.filter((pixel) => isSign(pixel, pixels, width));
  expect(sign.length).toBeGreaterThan(1000);
  for (const { x, y } of sign) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(48);
    expect(Math.max(x, y)).toBeLessThan(144);
  }
});

test('the outline icon is 32, white on nothing, and reaches none of its edges', () => {
  const { width, height, pixels } = pixelsOf(manifest.icons.outline);
  expect([width, height]).toEqual([32, 32]);
  const seen = pixels.filter(({ alpha }) => alpha > 0);
  expect(seen.length).toBeGreaterThan(60);
  expect(seen.length).toBeLessThan(pixels.length / 2);
  for (const { red, green, blue, x, y } of seen) {
    expect([red, green, blue]).toEqual([255, 255, 255]);
    expect(Math.min(x, y)).toBeGreaterThan(0);
    expect(Math.max(x, y)).toBeLessThan(31);
  }
});
