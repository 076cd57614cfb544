import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { GivenHome } from '../../../shared/contract/home.ts';

/** Says so where the bot cannot write to somebody who wants its messages; nothing otherwise. */
export function ChatHint({ home }: { readonly home: GivenHome }) {
  const { t } = useTranslation('home');
  const wanted = home.settings.messages.state === 'on' && home.settings.budget > 0;
  if (home.chat === 'reachable' || !wanted) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('chat.title')}</MessageBarTitle> {t(`chat.${home.chat}`)}
      </MessageBarBody>
    </MessageBar>
  );
}
