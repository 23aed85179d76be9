import { Button, Drawer, Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { SessionView } from '#contracts';
import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { StateBadge } from '../../../components/state-badge.js';
import { isStatus } from '../../../lib/api-client.js';
import { useMay } from '../../../lib/identity.js';
import { commonText, sessionsText as text, tracesText } from '../../../messages/index.js';
import { useSession } from '../api/session.js';
import { useAskToAct } from './action-dialog.js';
import { SessionEvents } from './session-events.js';
import { SessionFields } from './session-fields.js';

const route = getRouteApi('/in/sessions/$sessionId');

/** One session with all that is known of it, over the list. Its address can be shared. */
export function SessionDrawer() {
  const { sessionId } = route.useParams();
  const navigate = route.useNavigate();
  const { data: session, error, refetch } = useSession(sessionId);
  const close = () => void navigate({ to: '/sessions', search: (now) => now });
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={session === undefined ? text.detail : `${session.user}/${session.resource}`}
      closeButtonProps={{ 'aria-label': commonText.close }}
      styles={{ title: { fontWeight: 600, overflowWrap: 'anywhere' } }}
    >
      <div data-testid="session-detail" data-session-id={sessionId} data-state={session?.state ?? ''}>
        {session !== undefined && error === null ? (
          <Detail session={session} />
        ) : error === null ? (
          <Loading lines={10} />
        ) : isStatus(error, 404) ? (
          <Gone sessionId={sessionId} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )}
      </div>
    </Drawer>
  );
}

function Detail({ session }: { readonly session: SessionView }) {
  const operator = useMay('operator');
  const ask = useAskToAct();
  return (
    <>
      <Group gap="sm" mb="md">
        <StateBadge state={session.state} />
        <span style={{ flex: 1 }} />
        <LinkButton to="/users/$jid" params={{ jid: session.user }} variant="default" size="xs">
          {text.limits}
        </LinkButton>
        <LinkButton to="/traces" search={{ session: session.id }} variant="default" size="xs">
          {tracesText.all}
        </LinkButton>
        {operator ? (
          <>
            <Button
              variant="default"
              size="xs"
              disabled={session.state !== 'hibernating'}
              onClick={() => ask(session, 'expire')}
              data-testid="session-expire"
            >
              {text.expire}
            </Button>
            <Button
              color="red"
              variant="light"
              size="xs"
              disabled={session.state === 'ending'}
              onClick={() => ask(session, 'kill')}
              data-testid="session-kill"
            >
              {text.kill}
            </Button>
          </>
        ) : null}
      </Group>
      <SessionFields session={session} />
      <SessionEvents sessionId={session.id} />
    </>
  );
}

function Gone({ sessionId }: { readonly sessionId: string }) {
  return (
    <>
      <Notice
        title={text.gone}
        hint={text.goneHint}
        action={
          <LinkButton to="/old-sessions" variant="default" size="xs">
            {text.toOld}
          </LinkButton>
        }
      />
      <SessionEvents sessionId={sessionId} />
    </>
  );
}
