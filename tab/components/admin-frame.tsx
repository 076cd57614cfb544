import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHome } from '../lib/home-query.ts';
import { ADMIN_PARTS, type AdminPart, paths } from '../lib/paths.ts';
import { EmptyState } from './empty-state.tsx';
import { LinkButton } from './link-button.tsx';
import { PageFrame } from './page-frame.tsx';
import { PartLinks } from './part-links.tsx';

interface AdminFrameProps {
  /** `messages` is the page of whether messages get through. */
  readonly part: AdminPart | 'messages';
  /** What the page is called; its name among the parts unless given. */
  readonly title?: string;
  /** One sentence under the title. */
  readonly sentence?: ReactNode;
  /** At most one primary button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Pages for admins. Whoever is none came by an address, and is told so: nothing is asked for them. */
export function AdminOnly({ children }: { readonly children: ReactNode }) {
  const { data: home } = useHome();
  return home?.admin === true ? children : <Refused />;
}

/** The frame of every page for admins, below `AdminOnly`. */
export function AdminFrame({ part, title, sentence, action, children }: AdminFrameProps) {
  const { t } = useTranslation('common');
  const address = (one: AdminPart | 'messages') =>
    one === 'messages' ? paths.health : paths.admin(one);
  return (
    <PageFrame
      title={title ?? t(`admin.part.${part}`)}
      {...(sentence === undefined ? {} : { sentence })}
      {...(action === undefined ? {} : { action })}
    >
      <PartLinks
        label={t('admin.parts')}
        here={address(part)}
        parts={([...ADMIN_PARTS, 'messages'] as const).map((one) => ({
          href: address(one),
          label: t(`admin.part.${one}`),
        }))}
      />
      {children}
    </PageFrame>
  );
}

function Refused() {
  const { t } = useTranslation('common');
  return (
    <PageFrame title={t('admin.refused-title')}>
      <EmptyState
        picture="door"
        sentence={t('admin.refused')}
        action={<LinkButton href={paths.home}>{t('not-here.home')}</LinkButton>}
      />
    </PageFrame>
  );
}
