-- Deliveries: how a paper was taken, and the two notices of one that nobody took.
ALTER TABLE delivery ADD COLUMN way TEXT DEFAULT 'addressee';
ALTER TABLE delivery ADD COLUMN first_notice_on TEXT;
ALTER TABLE delivery ADD COLUMN second_notice_on TEXT;
ALTER TABLE delivery ADD COLUMN notice_place TEXT DEFAULT '';
