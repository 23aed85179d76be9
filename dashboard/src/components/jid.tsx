interface JidProps {
  readonly user: string;
  readonly resource?: string | null;
}

/** A JID that breaks, where it must, before the domain and before the resource. */
export function Jid({ user, resource }: JidProps) {
  const at = user.indexOf('@');
  return (
    <>
      {user.slice(0, Math.max(at, 0))}
      <wbr />
      {user.slice(Math.max(at, 0))}
      {resource == null ? null : (
        <>
          <wbr />/{resource}
        </>
      )}
    </>
  );
}
