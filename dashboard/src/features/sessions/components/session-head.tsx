import { Button } from '@mantine/core';
import type { OldSessionView, SessionDetail } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { LinkButton } from '../../../components/link-button.js';
import { StateBadge } from '../../../components/state-badge.js';
import { TimeLeft } from '../../../components/time-left.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { useMay } from '../../../lib/identity.js';
import { commonText, sessionActionsText, sessionPageText as text } from '../../../messages/index.js';
import { isPossible, sessionActions } from '../actions.js';
import { useAskToAct } from './asking.js';
import { ForgetButton } from './forget-button.js';
import classes from './session-head.module.css';

interface SessionHeadProps {
  readonly session: SessionDetail | null;
  readonly old: OldSessionView | null;
  readonly user: string;
}

/** What state it is in, how long still, and what can be done about it. */
export function SessionHead({ session, old, user }: SessionHeadProps) {
  const operator = useMay('operator');
  return (
    <div className={classes.head}>
      <span className={classes.state}>
        {session === null ? (
          <ToneBadge tone="calm" data-testid="state-badge">
            {old === null ? text.ended : text.endedBecause(reasonText(old.reason))}
          </ToneBadge>
        ) : (
          <StateBadge state={session.state} />
        )}
        {session?.hibernationReason == null ? null : (
          <span className={classes.why}>{commonText.hibernationReason[session.hibernationReason]}</span>
        )}
        {session?.deadline == null ? null : (
          <TimeLeft from={session.hibernatingSince ?? session.since} deadline={session.deadline} />
        )}
      </span>
      <span className={classes.actions}>
        <LinkButton to="/users/$jid" params={{ jid: user }} variant="default" size="xs">
          {text.limits}
        </LinkButton>
        {operator && session !== null ? <Actions session={session} /> : null}
        {operator && session === null && old !== null ? <ForgetButton old={old} /> : null}
      </span>
    </div>
  );
}

function Actions({ session }: { readonly session: SessionDetail }) {
  const ask = useAskToAct();
  return sessionActions.map((action) => {
    const possible = isPossible(action, session);
    return (
      <Button
        key={action}
        size="xs"
        variant={action === 'kill' ? 'light' : 'default'}
        {...(action === 'kill' ? { color: 'red' } : {})}
        disabled={!possible}
        title={possible ? undefined : sessionActionsText.impossible[action]}
        onClick={() => ask(session, action)}
        data-testid={`session-${action}`}
      >
        {sessionActionsText.name[action]}
      </Button>
    );
  });
}
