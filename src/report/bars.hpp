#pragma once

#include "report/page.hpp"
#include "report/sections.hpp"

#include <functional>
#include <optional>
#include <string>

namespace micrograph::report {

/// What a list of bars shows of its question.
struct BarsOf {
  std::string question;
  std::string count_column; ///< rows with nothing in it are left out
  std::string things, counted; ///< headings
};

/// The answer as bars, largest first; rows that `bar_of` makes nothing of are left out. Its count is filled in here.
[[nodiscard]] Bars ask_bars(const Asking& asking, const BarsOf& what,
                            const std::function<std::optional<Bars::Bar>(const Row&)>& bar_of);

/// Adds a figure with these bars, unless there are none.
void add_bars(Section& section, const std::string& id, const std::string& caption, const std::string& note,
              const std::string& question, Bars bars);

} // namespace micrograph::report
