/**
 * The runner's tables, one entry per version; an entry is never edited once released.
 *
 * JSON is kept as text: `jsonb` and plain text refuse NUL, which step results may contain (as `\u0000` in JSON).
 * A job's `ready_at` is when it may be claimed: its due time, or the end of its lease while it is leased.
 * `generation` comes from a sequence, so that no late answer ever fits a job that was made anew.
 */
export const versions = [
  `
  create table runner.app (
    name text primary key,
    url text not null,
    checksum text not null,
    sync_id text not null,
    synced_at timestamptz not null
  );

  create table runner.fn (
    id text primary key,
    app text not null references runner.app,
    active boolean not null,
    config text not null,
    limit_1 integer check (limit_1 >= 1),
    limit_2 integer check (limit_2 >= 1)
  );

  create table runner.event (
    id text primary key,
    name text not null,
    body text not null,
    received_at timestamptz not null default now()
  );

  create table runner.run (
    id text primary key,
    fn text not null references runner.fn,
    event_id text not null references runner.event,
    status text not null check (status in ('active', 'completed', 'failed')),
    slot_1 text,
    slot_2 text,
    singleton_key text,
    planned text[] not null default '{}',
    output text,
    error text,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    check ((status = 'active') = (ended_at is null))
  );
  create unique index run_one_active_per_singleton on runner.run (fn, singleton_key) where status = 'active';
  create index run_by_function on runner.run (fn, id desc);
  create index run_by_event on runner.run (event_id);
  create index run_by_status on runner.run (status, id desc);

  create table runner.step (
    run_id text not null references runner.run on delete cascade,
    id text not null,
    name text not null,
    op text not null,
    value text not null,
    position bigint generated always as identity,
    created_at timestamptz not null default now(),
    primary key (run_id, id)
  );

  create sequence runner.generation;
  create table runner.job (
    run_id text not null references runner.run on delete cascade,
    step_id text not null,
    name text not null,
    kind text not null check (kind in ('call', 'timer')),
    attempt integer not null default 0,
    ready_at timestamptz not null,
    leased boolean not null default false,
    generation bigint,
    again boolean not null default false,
    error text,
    primary key (run_id, step_id),
    check (leased = (generation is not null))
  );
  create index job_by_ready on runner.job (kind, ready_at);

  create table runner.seen (
    fn text not null,
    key text not null,
    at timestamptz not null default now(),
    primary key (fn, key)
  );
  create index seen_by_time on runner.seen (at);

  create table runner.debounce (
    fn text not null references runner.fn,
    key text not null,
    event_id text not null references runner.event,
    ts bigint not null,
    due_at timestamptz not null,
    primary key (fn, key)
  );
  create index debounce_by_due on runner.debounce (due_at);
  create index debounce_by_event on runner.debounce (event_id);

  create table runner.cron (
    fn text not null references runner.fn,
    expression text not null,
    next_at timestamptz not null,
    primary key (fn, expression)
  );
  create index cron_by_next on runner.cron (next_at);
  `,
]
