import { makeStyles, tokens } from '@fluentui/react-components';
import type { BlockView } from '../../../shared/contract/learn.ts';

const useStyles = makeStyles({
  blocks: { display: 'grid', gap: tokens.spacingVerticalM, maxWidth: '70ch' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400 },
  // Words to say stand out by a line beside them, which every theme shows.
  quote: {
    margin: 0,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInlineStart: tokens.spacingHorizontalL,
    borderInlineStartWidth: tokens.strokeWidthThickest,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorCompoundBrandStroke,
    lineHeight: tokens.lineHeightBase400,
  },
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXXL,
    lineHeight: tokens.lineHeightBase400,
  },
});

type Spans = Extract<BlockView, { readonly kind: 'paragraph' }>['spans'];

/** The blocks of one part of a lesson. */
export function LessonBlocks({ blocks }: { readonly blocks: readonly BlockView[] }) {
  const styles = useStyles();
  return (
    <div className={styles.blocks}>
      {keyed(blocks).map(([key, block]) => (
        <Block key={key} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: BlockView }) {
  const styles = useStyles();
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className={styles.text}>
          <Words spans={block.spans} />
        </p>
      );
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          <Words spans={block.spans} />
        </blockquote>
      );
    case 'list':
      return (
        <ul className={styles.list}>
          {keyed(block.items).map(([key, spans]) => (
            <li key={key}>
              <Words spans={spans} />
            </li>
          ))}
        </ul>
      );
  }
}

function Words({ spans }: { readonly spans: Spans }) {
  return keyed(spans).map(([key, { text, weight }]) => {
    if (weight === 'strong') return <strong key={key}>{text}</strong>;
    return weight === 'emphasis' ? <em key={key}>{text}</em> : text;
  });
}

/** Each item with a key: what it says, and where it says the same as one before it, the how-manieth it is. */
function keyed<Item>(items: readonly Item[]): readonly (readonly [string, Item])[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const said = JSON.stringify(item);
    const time = (times.get(said) ?? 0) + 1;
    times.set(said, time);
    return [`${time} ${said}`, item];
  });
}
