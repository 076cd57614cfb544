/** The content type of an Adaptive Card. Source: Bot Framework. */
export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
