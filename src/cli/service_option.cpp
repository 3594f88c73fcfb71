#include "cli/service_option.hpp"

#include "cli/remote_query.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {

void ServiceOption::add_to(CLI::App& app) {
  app.add_option("--allow-service", endpoints_, "Let SERVICE ask the endpoint URL; repeat for more")
      ->type_name("URL")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

query::ServiceAccess ServiceOption::access() const { return {endpoints_, ask_endpoint}; }

} // namespace micrograph::cli
