#include "base/allocator.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <map>
#include <new>

namespace micrograph::cli {
namespace {

/// What to do about an error, by the start of its code. Said once, here, so that no module needs to know who asked.
std::string advice_for(const std::string& code) {
  static const std::map<std::string, std::string> advice{
      {"input.missing", "check the spelling, and the folder you are in"},
      {"input.unreadable", "check the permissions"},
      {"input.truncated", "the file ends too early; was it copied whole?"},
      {"output.failed", "nothing was written; check the folder, its permissions and the space left"},
      {"query.syntax", "`-h` behind the verb shows an example"},
      {"query.service-not-allowed", "`query` asks the endpoints that are named with --allow-service URL"},
      {"query.cancelled", "what was printed of the answer before is not all of it"},
      {"query.memory-limit", "give more with --memory, ask for fewer rows with LIMIT, or make the question narrower; `query --explain` "
                             "on a smaller graph shows what each step holds"},
      {"query.time-limit", "give more time with --timeout, or make the question narrower"},
      {"rdf.syntax", "if the suffix is wrong, say the syntax with --from"},
      {"mg.", "build the snapshot again with `micrograph build`"},
      {"link.unknown", "`micrograph ask GRAPH --list` lists questions that show what is there"},
      {"graph.unknown-thing", "`micrograph ask GRAPH --list` lists questions that show what is there"},
  };
  for (const auto& [start, text] : advice)
    if (code.starts_with(start))
      return text;
  return {};
}

void report_error(const Command& command, const std::string& code, const std::string& text, const Place& place) {
  if (command.wants_json()) {
    JsonWriter json(std::cout);
    json.begin_object();
    json.key("error").begin_object();
    json.key("code").value(code);
    json.key("text").value(text);
    json.key("place").value(place.text());
    json.end_object();
    json.end_object();
    json.finish();
    std::cout.flush();
  }
  const std::string where = place.text();
  std::cerr << "micrograph: " << (where.empty() ? "" : where + ": ") << text << " [" << code << "]\n";
  const std::string advice = advice_for(code);
  if (!advice.empty())
    std::cerr << "micrograph: " << advice << '\n';
}

/// The border of a command: every error ends here as a sentence and an exit status.
int run(Command& command) {
  try {
    return command.run();
  } catch (const UsageError& error) {
    report_error(command, error.code(), error.what(), error.place());
    return asked_wrongly;
  } catch (const QueryError& error) {
    report_error(command, error.code(), error.what(), error.place());
    const std::string& code = error.code();
    if (code == "query.syntax" || code == "query.unsupported")
      return asked_wrongly;
    return code.starts_with("graph.") || code.starts_with("link.") ? answer_is_no : could_not;
  } catch (const Error& error) {
    // Who closed the pipe has what they wanted.
    if (error.code() == "output.failed" && error.place().text().empty() && reader_is_gone())
      return could_not;
    report_error(command, error.code(), error.what(), error.place());
    return could_not;
  } catch (const std::bad_alloc&) {
    report_error(command, "memory.exhausted", "there is not enough memory", {});
    return could_not;
  } catch (const std::exception& error) {
    report_error(command, "internal", error.what(), {});
    return could_not;
  }
}

int main_of(int argc, char** argv) {
  CLI::App app("micrograph: one knowledge graph from the metadata of scientific images", "micrograph");
  app.set_version_flag("--version", MICROGRAPH_VERSION, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.require_subcommand(1);
  app.footer("Start with:  micrograph build FOLDER -o lab.mg\n"
             "Each verb has its own help with an example:  micrograph VERB -h\n"
             "Exit status: 0 done, 1 done and the answer is no, 2 asked wrongly, 3 could not.");
  auto commands = all_commands();
  std::map<const CLI::App*, Command*> by_app;
  for (const auto& command : commands) {
    CLI::App* verb = app.add_subcommand(command->name(), command->summary());
    verb->footer(command->details());
    command->options(*verb);
    by_app.emplace(verb, command.get());
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 does not name the verb that it misses.
    if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty()) {
      std::cerr << "micrograph: there is no verb '" << argv[1] << "'; `micrograph --help` lists them\n";
      return asked_wrongly;
    }
    // Help and version are "errors" with status 0 for CLI11; all true ones are questions asked wrongly.
    return app.exit(error) == 0 ? done : asked_wrongly;
  }
  return run(*by_app.at(app.get_subcommands().front()));
}

} // namespace
} // namespace micrograph::cli

int main(int argc, char** argv) {
  micrograph::return_large_pieces();
  // A reader that went away (`| head`) is an output error: the command ends in order, not in the middle.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  return micrograph::cli::main_of(argc, argv);
}
