import { ActionIcon } from '@mantine/core';
import { IconAdjustments, IconAlarm, IconX } from '@tabler/icons-react';
import type { SessionView } from '#contracts';
import { LinkIcon } from '../../../components/link-button.js';
import { useTabStop } from '../../../components/virtual-table-row.js';
import { useMay } from '../../../lib/identity.js';
import { sessionsListText as text } from '../../../messages/index.js';
import { useAskToAct } from './asking.js';
import classes from './cells.module.css';

/** What one can do from the list: see the user's limits; as an operator, end the session. */
export function RowActions({ session }: { readonly session: SessionView }) {
  const operator = useMay('operator');
  const ask = useAskToAct();
  const tabIndex = useTabStop();
  const jid = `${session.user}/${session.resource}`;
  return (
    <span className={classes.actions}>
      <LinkIcon
        to="/users/$jid"
        params={{ jid: session.user }}
        variant="subtle"
        color="gray"
        tabIndex={tabIndex}
        aria-label={text.limitsOf(session.user)}
        title={text.limits}
      >
        <IconAdjustments size={17} aria-hidden="true" />
      </LinkIcon>
      {operator ? (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            tabIndex={tabIndex}
            disabled={session.state !== 'hibernating'}
            aria-label={text.expireOf(jid)}
            title={text.expire}
            onClick={() => ask(session, 'expire')}
            data-testid="session-expire"
          >
            <IconAlarm size={17} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            tabIndex={tabIndex}
            disabled={session.state === 'ending'}
            aria-label={text.killOf(jid)}
            title={text.kill}
            onClick={() => ask(session, 'kill')}
            data-testid="session-kill"
          >
            <IconX size={17} aria-hidden="true" />
          </ActionIcon>
        </>
      ) : null}
    </span>
  );
}
