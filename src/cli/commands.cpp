#include "cli/commands.hpp"

namespace micrograph::cli {

std::vector<std::unique_ptr<Command>> all_commands() {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(make_build());
  commands.push_back(make_formats());
  commands.push_back(make_identify());
  commands.push_back(make_inspect());
  commands.push_back(make_lift());
  commands.push_back(make_map());
  commands.push_back(make_mapping());
  commands.push_back(make_provenance());
  commands.push_back(make_coverage());
  commands.push_back(make_query());
  commands.push_back(make_update());
  commands.push_back(make_ask());
  commands.push_back(make_lineage());
  commands.push_back(make_link());
  commands.push_back(make_network());
  commands.push_back(make_identity());
  commands.push_back(make_convert());
  commands.push_back(make_canonicalize());
  commands.push_back(make_diff());
  commands.push_back(make_lint());
  commands.push_back(make_stats());
  commands.push_back(make_why());
  commands.push_back(make_rebuild());
  commands.push_back(make_export());
  commands.push_back(make_report());
  return commands;
}

} // namespace micrograph::cli
