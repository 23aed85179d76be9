import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { backLook } from '../../../components/back-look.js';
import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { sessionPageText as text } from '../../../messages/index.js';
import { useEndedSession } from '../api/ended-session.js';
import { useSession } from '../api/session.js';
import { useSessionEvents } from '../api/session-events.js';
import { listOf } from '../session-search.js';
import { mergedEvents } from '../story.js';
import { Asking } from './asking.js';
import { SessionLife } from './session-life.js';

const route = getRouteApi('/in/sessions/$sessionId');

/** One session with all that is known of it, also when it is over. */
export function SessionPage() {
  const { sessionId } = route.useParams();
  const search = route.useSearch();
  return (
    <>
      <LinkButton to="/sessions" search={listOf(search)} {...backLook} data-testid="back">
        {text.back}
      </LinkButton>
      <Asking>
        {/* Another session is another page: nothing of the one before may stay. */}
        <Known key={sessionId} id={sessionId} />
      </Asking>
    </>
  );
}

function Known({ id }: { readonly id: string }) {
  const { zoom = 'life' } = route.useSearch();
  const navigate = route.useNavigate();
  const { session, newest, error, retry } = useSession(id);
  const kept = useSessionEvents(id);
  const ended = useEndedSession(id, session === null);
  const events = useMemo(() => mergedEvents(newest, kept.data ?? []), [newest, kept.data]);

  if (session === undefined)
    return error === null ? <Loading lines={10} /> : <Failure error={error} onRetry={() => void retry()} />;
  if (session === null && events.length === 0) {
    // Nothing is known yet, which is not the same as that there is nothing to know.
    const wrong = kept.error ?? ended.error;
    const again = () => void Promise.all([kept.refetch(), ended.refetch()]);
    if (wrong !== null) return <Failure error={wrong} onRetry={again} />;
    if (kept.data === undefined || ended.data === undefined) return <Loading lines={10} />;
    if (ended.data === null) return <Notice title={text.unknown} hint={text.unknownHint} />;
  }
  return (
    <SessionLife
      id={id}
      session={session}
      old={session === null ? (ended.data ?? null) : null}
      events={events}
      zoom={zoom}
      onZoom={(to) =>
        void navigate({
          search: ({ zoom: _before, ...rest }) => (to === 'life' ? rest : { ...rest, zoom: to }),
          replace: true,
        })
      }
    />
  );
}
