/** What a button of a card asks for. A verb is part of every card that was ever sent: never rename one. */
export const VERBS = {
  answer: 'check-in.answer',
  change: 'check-in.change',
  replace: 'check-in.replace',
  showQuestion: 'check-in.show',
  declineGreeting: 'greeting.decline',
  showPledges: 'pledges.show',
  showSettings: 'settings.show',
  pause: 'messages.pause',
  resume: 'messages.resume',
  stop: 'messages.stop',
  keepMessages: 'messages.keep',
  renewPledge: 'ending.renew',
  completePledge: 'ending.complete',
  letGoPledge: 'ending.let-go',
  showContent: 'content.show',
  showLesson: 'lesson.show',
  markLesson: 'lesson.mark',
  reopenLesson: 'lesson.reopen',
  offerScene: 'scene.offer',
  playScene: 'scene.play',
  leaveScene: 'scene.leave',
} as const;

/** One of the verbs. */
export type Verb = (typeof VERBS)[keyof typeof VERBS];
