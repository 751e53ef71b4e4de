import { createRequire } from 'node:module';
import type { Layout } from './layout/layout.ts';
import { toSvg } from './toSvg.ts';

/** Twice the size of the layout, for the screens of today. */
const ZOOM = 2;
const TYPEFACE = 'Inter';

/**
 * A picture as PNG, in light colours on white, at twice the size of its layout. Its letters are those of a typeface that comes with
 * this package, so the same picture gives the same bytes; only writing that Inter has no letters for is taken from the
 * typefaces of the machine. The renderer is loaded when it is needed.
 */
export async function toPng(layout: Layout, theme: 'light' | 'dark' = 'light'): Promise<Uint8Array> {
  const { Resvg } = await loadResvg();
  const svg = toSvg(layout, { theme, font: TYPEFACE });
  const require = createRequire(import.meta.url);
  const renderer = new Resvg(svg, {
    font: {
      fontFiles: FILES.map((file) => require.resolve(`@expo-google-fonts/inter/${file}`)),
      loadSystemFonts: BEYOND.test(svg),
      defaultFontFamily: TYPEFACE,
    },
    fitTo: { mode: 'zoom', value: ZOOM },
    background: theme === 'light' ? '#ffffff' : '#0d1117',
  });
  return renderer.render().asPng();
}

const FILES = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'] as const;

/** Letters that Inter does not have: anything but Latin, Greek, Cyrillic, digits, punctuation and signs. */
const BEYOND = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]|\p{Extended_Pictographic}/u;

/** The renderer is native code: for a platform that it isn't built for there is none. */
export class NoRenderer extends Error {}

/** @throws NoRenderer where there is no build of it for this platform */
async function loadResvg(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch {
    throw new NoRenderer(`there is no PNG renderer for ${process.platform} on ${process.arch}; write an SVG instead`);
  }
}
