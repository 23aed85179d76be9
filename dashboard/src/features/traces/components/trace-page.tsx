import { getRouteApi } from '@tanstack/react-router';
import { backLook } from '../../../components/back-look.js';
import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TraceElsewhere } from '../../../components/trace-link.js';
import { isStatus } from '../../../lib/api-client.js';
import { tracesText as text } from '../../../messages/index.js';
import { useTrace } from '../api/trace.js';
import { Waterfall } from './waterfall.js';

const route = getRouteApi('/in/traces/$traceId');

/** One trace as the server remembers it; its address can be shared. */
export function TracePage() {
  const { traceId } = route.useParams();
  const { data, error, refetch } = useTrace(traceId);
  return (
    <Page
      title={data?.spans[0]?.name ?? text.trace}
      lead={text.traceId(traceId)}
      back={
        <LinkButton to="/traces" {...backLook}>
          {text.title}
        </LinkButton>
      }
      actions={<TraceElsewhere traceId={traceId} />}
    >
      {data !== undefined ? (
        <Waterfall trace={data} />
      ) : error === null ? (
        <Loading lines={8} />
      ) : isStatus(error, 404) ? (
        <Notice title={text.gone} hint={text.goneHint} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
