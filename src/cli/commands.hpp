#pragma once

#include "cli/command.hpp"

// One maker per verb, each defined in cmd_<verb>.cpp.
namespace micrograph::cli {

[[nodiscard]] std::unique_ptr<Command> make_build();
[[nodiscard]] std::unique_ptr<Command> make_formats();
[[nodiscard]] std::unique_ptr<Command> make_identify();
[[nodiscard]] std::unique_ptr<Command> make_inspect();
[[nodiscard]] std::unique_ptr<Command> make_lift();
[[nodiscard]] std::unique_ptr<Command> make_map();
[[nodiscard]] std::unique_ptr<Command> make_mapping();
[[nodiscard]] std::unique_ptr<Command> make_provenance();
[[nodiscard]] std::unique_ptr<Command> make_coverage();
[[nodiscard]] std::unique_ptr<Command> make_query();
[[nodiscard]] std::unique_ptr<Command> make_update();
[[nodiscard]] std::unique_ptr<Command> make_ask();
[[nodiscard]] std::unique_ptr<Command> make_lineage();
[[nodiscard]] std::unique_ptr<Command> make_link();
[[nodiscard]] std::unique_ptr<Command> make_network();
[[nodiscard]] std::unique_ptr<Command> make_identity();
[[nodiscard]] std::unique_ptr<Command> make_convert();
[[nodiscard]] std::unique_ptr<Command> make_canonicalize();
[[nodiscard]] std::unique_ptr<Command> make_diff();
[[nodiscard]] std::unique_ptr<Command> make_lint();
[[nodiscard]] std::unique_ptr<Command> make_stats();
[[nodiscard]] std::unique_ptr<Command> make_why();
[[nodiscard]] std::unique_ptr<Command> make_rebuild();
[[nodiscard]] std::unique_ptr<Command> make_export();
[[nodiscard]] std::unique_ptr<Command> make_report();

} // namespace micrograph::cli
