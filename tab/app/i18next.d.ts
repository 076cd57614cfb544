import 'i18next';
import type cards from '../../shared/i18n/en/cards.json';
import type admin from '../../shared/i18n/en/admin.json';
import type care from '../../shared/i18n/en/care.json';
import type common from '../../shared/i18n/en/common.json';
import type content from '../../shared/i18n/en/content.json';
import type ergs from '../../shared/i18n/en/ergs.json';
import type health from '../../shared/i18n/en/health.json';
import type home from '../../shared/i18n/en/home.json';
import type buddies from '../../shared/i18n/en/buddies.json';
import type journal from '../../shared/i18n/en/journal.json';
import type learn from '../../shared/i18n/en/learn.json';
import type year from '../../shared/i18n/en/year.json';
import type news from '../../shared/i18n/en/news.json';
import type decided from '../../shared/i18n/en/decided.json';
import type directory from '../../shared/i18n/en/directory.json';
import type imports from '../../shared/i18n/en/imports.json';
import type organisation from '../../shared/i18n/en/organisation.json';
import type organise from '../../shared/i18n/en/organise.json';
import type pledges from '../../shared/i18n/en/pledges.json';
import type problems from '../../shared/i18n/en/problems.json';
import type rights from '../../shared/i18n/en/rights.json';
import type roster from '../../shared/i18n/en/roster.json';
import type settings from '../../shared/i18n/en/settings.json';
import type welcome from '../../shared/i18n/en/welcome.json';

declare module 'i18next' {
  /** Keys are checked against the English texts. */
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      cards: typeof cards;
      admin: typeof admin;
      care: typeof care;
      common: typeof common;
      content: typeof content;
      ergs: typeof ergs;
      health: typeof health;
      home: typeof home;
      buddies: typeof buddies;
      journal: typeof journal;
      learn: typeof learn;
      year: typeof year;
      news: typeof news;
      decided: typeof decided;
      directory: typeof directory;
      imports: typeof imports;
      organisation: typeof organisation;
      organise: typeof organise;
      pledges: typeof pledges;
      problems: typeof problems;
      rights: typeof rights;
      roster: typeof roster;
      settings: typeof settings;
      welcome: typeof welcome;
    };
  }
}
