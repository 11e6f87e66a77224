-- How far legal time runs ahead is held in memory with the directory, which says whether a pause is over.
create trigger clock_generation after update on wasl.clock
  for each statement execute function wasl.bump_generation('reachability');
