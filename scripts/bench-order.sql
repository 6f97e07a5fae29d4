-- The rows of one order, as `vigia bench journal-append-postgres` writes them, for pgbench.
\set n random(1, 2000000000)
BEGIN;
INSERT INTO journal (at, actor, subject, kind, content, previous, hash) VALUES ('2027-01-15T08:00:00Z', '{"name":"bench","role":"dispatcher"}', 'BR/2028/' || :n, 'drafted', repeat('{"letter":{"text":"Particulars"}}', 60), repeat('a', 64), repeat('b', 64));
INSERT INTO order_summary (number, kind, state, category) VALUES ('BR/2028/' || :n, 'harmfulInterference', 'draft', 2) ON CONFLICT (number) DO UPDATE SET state = excluded.state;
INSERT INTO journal (at, actor, subject, kind, content, previous, hash) VALUES ('2027-01-15T08:00:00Z', '{"name":"bench","role":"dispatcher"}', 'BR/2028/' || :n, 'ordered', repeat('{"letter":{"text":"Decision"}}', 8), repeat('a', 64), repeat('b', 64));
INSERT INTO order_summary (number, kind, state, category) VALUES ('BR/2028/' || :n, 'harmfulInterference', 'queued', 2) ON CONFLICT (number) DO UPDATE SET state = excluded.state;
INSERT INTO letter (direction, carrier, sha256, bytes, stored_at, sender, kind, "order", message_id) VALUES ('out', 'outbox', repeat('c', 64), convert_to(repeat('Particulars of the interference as Appendix 10 asks for them. ', 145), 'UTF8'), '2027-01-15T08:00:00Z', 'space.monitoring@bureau.example', 'order', 'BR/2028/' || :n, '<' || :n || random() || '@bench.example>') RETURNING id \gset
INSERT INTO delivery (letter, recipient, due_at) VALUES (:id, 'emsat@station.example', 1800000000);
INSERT INTO delivery (letter, recipient, due_at) VALUES (:id, 'spectrum@administration.example', 1800000000);
INSERT INTO journal (at, actor, subject, kind, content, previous, hash) VALUES ('2027-01-15T08:00:00Z', '{"name":"bench","role":"dispatcher"}', 'desk', 'letterFrozen', repeat('{"letter":{"text":"Envelope"}}', 12), repeat('a', 64), repeat('b', 64));
COMMIT;
