-- Other nodes hear of every new version of a customer's access facts when the change that raised it commits.
CREATE OR REPLACE FUNCTION usher_announce_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('usher_version', NEW.id::text || ' ' || NEW.version::text);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER usher_announce_version AFTER INSERT OR UPDATE OF version ON heads
    FOR EACH ROW EXECUTE FUNCTION usher_announce_version();
