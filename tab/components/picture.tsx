import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  picture: { width: '120px', height: '80px', flexShrink: 0 },
  soft: { fill: tokens.colorNeutralBackground4 },
  line: {
    fill: 'none',
    stroke: tokens.colorNeutralForeground3,
    strokeWidth: '2.5px',
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  },
  brand: {
    fill: 'none',
    stroke: tokens.colorBrandForeground1,
    strokeWidth: '2.5px',
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  },
  brandFill: { fill: tokens.colorBrandForeground1 },
});

/** What a picture shows. */
export type PictureName = 'calm' | 'path' | 'people' | 'search' | 'broken' | 'door';

/** A small drawing in the colours of the theme, for states without content; decoration only. */
export function Picture({ name }: { readonly name: PictureName }) {
  const styles = useStyles();
  return (
    <svg className={styles.picture} viewBox="0 0 120 80" aria-hidden focusable="false">
      <ellipse className={styles.soft} cx="60" cy="68" rx="48" ry="8" />
      {name === 'calm' && (
        <>
          {/* A cup, and its steam. */}
          <path className={styles.line} d="M40 38h34v14a14 14 0 0 1-14 14h-6a14 14 0 0 1-14-14z" />
          <path className={styles.line} d="M74 42h5a7 7 0 0 1 0 14h-6" />
          <path className={styles.brand} d="M50 28c-4-5 4-7 0-12M64 28c-4-5 4-7 0-12" />
        </>
      )}
      {name === 'path' && (
        <>
          {/* Two lines of steps side by side. */}
          <path
            className={styles.line}
            d="M28 66c10-2 12-16 22-18s12-14 22-16"
            strokeDasharray="7 7"
          />
          <path
            className={styles.brand}
            d="M42 68c10-2 12-16 22-18s12-14 22-16"
            strokeDasharray="7 7"
          />
          <circle className={styles.line} cx="78" cy="26" r="5" />
          <circle className={styles.brandFill} cx="94" cy="28" r="5.5" />
        </>
      )}
      {name === 'people' && (
        <>
          <circle className={styles.line} cx="42" cy="34" r="8" />
          <path className={styles.line} d="M27 66c0-12 6-18 15-18s15 6 15 18" />
          <circle className={styles.brand} cx="76" cy="30" r="9" />
          <path className={styles.brand} d="M60 66c0-13 6-20 16-20s17 7 17 20" />
        </>
      )}
      {name === 'search' && (
        <>
          <circle className={styles.line} cx="54" cy="36" r="17" />
          <path className={styles.brand} d="M67 49l16 16" />
        </>
      )}
      {name === 'broken' && (
        <>
          {/* A plug and its socket, apart. */}
          <path className={styles.line} d="M16 52c14 6 16-10 28-10h4" />
          <path className={styles.line} d="M48 34h6a8 8 0 0 1 0 16h-6zM62 38h6M62 46h6" />
          <path className={styles.brand} d="M92 34h-6a8 8 0 0 0 0 16h6zM92 42h4c8 0 8 10 16 8" />
        </>
      )}
      {name === 'door' && (
        <>
          <path className={styles.line} d="M42 66V20h36v46M34 66h52" />
          <path className={styles.brand} d="M50 66V28l20-6v44" />
          <circle className={styles.brandFill} cx="64" cy="46" r="2.5" />
        </>
      )}
    </svg>
  );
}
