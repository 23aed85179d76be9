import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Failure } from '../components/failure.js';
import { Page } from '../components/page.js';
import { shellText } from '../messages/index.js';

/** A page that threw, or the server not answering who we are. The rest of the dashboard stays usable. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={shellText.broken}>
      <Failure error={error} onRetry={retry} />
    </Page>
  );
}
