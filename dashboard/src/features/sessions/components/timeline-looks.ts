import {
  IconAlertTriangle,
  IconBolt,
  IconClockExclamation,
  IconMailOff,
  IconMoon,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconShieldCheck,
  IconUserCog,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { EventKind } from '#contracts';
import type { Tone } from '../../../components/tone-badge.js';

interface Look {
  readonly tone: Tone;
  readonly icon: ComponentType<{ size: number; 'aria-hidden': 'true' }>;
  /** Of several at one place, the one to show. */
  readonly weight: number;
}

/** How the timeline draws each kind of event. */
export const looks: Record<EventKind, Look> = {
  'session-opened': { tone: 'connected', icon: IconPlayerPlay, weight: 3 },
  'smacks-enabled': { tone: 'calm', icon: IconShieldCheck, weight: 1 },
  'smacks-ack-delayed': { tone: 'ending', icon: IconClockExclamation, weight: 4 },
  'smacks-hibernation-start': { tone: 'hibernating', icon: IconMoon, weight: 5 },
  'smacks-hibernation-end': { tone: 'calm', icon: IconMoon, weight: 0 },
  'smacks-resumed': { tone: 'good', icon: IconRefresh, weight: 6 },
  'smacks-resume-failed': { tone: 'trouble', icon: IconAlertTriangle, weight: 9 },
  'session-ended': { tone: 'calm', icon: IconPlayerStop, weight: 8 },
  'delivery-failure': { tone: 'trouble', icon: IconMailOff, weight: 7 },
  'operator-action': { tone: 'ending', icon: IconUserCog, weight: 7 },
  'journal-strained': { tone: 'trouble', icon: IconBolt, weight: 2 },
  'journal-damaged': { tone: 'trouble', icon: IconBolt, weight: 2 },
};
