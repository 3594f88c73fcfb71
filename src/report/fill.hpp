#pragma once

#include "report/answer.hpp"
#include "report/page.hpp"

#include <string>

namespace micrograph::report {

struct PageOptions {
  std::string title; ///< empty: "Imaging metadata report"
  std::string date;  ///< said on the page; empty for none, since a page must not depend on the clock
  std::string graph; ///< what the graph is called on the page
};

/// Asks every question of the report and makes its page. Throws what `ask` throws.
[[nodiscard]] Page fill_page(const Ask& ask, const NameOf& name_of, const PageOptions& options);

} // namespace micrograph::report
