-- A meeting is found by the addresses written into it as participants, too: their words join those it had. Words as
-- the verbs make them; split at ASCII only, so that it does not depend on what the database takes for a letter.
UPDATE "meeting" SET "search" = "meeting"."search" || "found"."words"
FROM (
  SELECT "id", array_to_tsvector(array_agg(DISTINCT left("word", 64))) AS "words"
  FROM "meeting",
    jsonb_array_elements("participants") AS "participant",
    regexp_split_to_table(
      replace(replace(replace(replace(
        translate(
          lower(regexp_replace(
            normalize(concat_ws(' ', "participant" ->> 'email', "participant" ->> 'name'), NFKD),
            '[\u0300-\u036f]', '', 'g')),
          'øłđı', 'oldi'),
        'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
      '[\u0001-\u002f\u003a-\u0060\u007b-\u00a0]+') AS "word"
  WHERE "participant" ->> 'type' = 'email' AND "word" <> ''
  GROUP BY "id"
) AS "found"
WHERE "found"."id" = "meeting"."id";
