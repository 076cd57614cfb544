import type { ContentOf } from '../../shared/domain/message-content.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { CardPart } from './card-part.ts';
import { button, type CardReader, sentence, tabButton } from './card-parts.ts';
import { shortWords } from './long-words.ts';
import { VERBS } from './verbs.ts';

/** An invitation to join a group; which one is shown to who switched words on, or asked to see it. */
export function invitationPart(
  reader: CardReader,
  about: { readonly id: string; readonly content: ContentOf<'invitation'> },
  { showWords }: Pick<Settings, 'showWords'>,
): CardPart {
  const { translator } = reader;
  const { content, id } = about;
  const open = tabButton(reader, 'cards:button.see-group', `ergs/${content.ergId}`);
  const show = button(reader, 'cards:button.show-here', VERBS.showContent, { id });
  return {
    summary: 'news',
    heading: translator.t('cards:invitation.heading'),
    body: [
      ...(showWords ? [shortWords(reader, content.ergName, { weight: 'Bolder' })] : []),
      sentence(translator.t('cards:invitation.text')),
    ],
    actions: showWords ? [open] : [show, open],
    mainAction: showWords ? open : show,
  };
}
