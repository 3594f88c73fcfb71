#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"

#include "base/json.hpp"
#include "formats/format.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace micrograph::cli {
namespace {

class Formats final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "formats"; }
  [[nodiscard]] std::string summary() const override { return "List what can be read"; }
  [[nodiscard]] std::string details() const override {
    return "Names, suffixes, how the bytes tell the format, and what is taken out of it.\n\n"
           "RDF is read beside these, and taken as it is: see `build -h`.\n\n"
           "Example:\n  micrograph formats";
  }
  void options(CLI::App& app) override { json_.add_to(app); }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    Output output({});
    if (json_.on)
      print_json(output.stream());
    else
      print(output.stream());
    output.finish();
    return done;
  }

private:
  static std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts)
      out += (out.empty() ? "" : " ") + part;
    return out;
  }
  static void print(std::ostream& out) {
    for (const auto& format : formats::all_formats()) {
      const formats::FormatInfo& info = format->info();
      out << info.name << "  " << info.title << "\n  suffixes   " << joined(info.suffixes) << "\n  told by    "
          << info.signature << "\n  extracts   " << info.extracts << "\n";
    }
  }
  static void print_json(std::ostream& out) {
    JsonWriter json(out);
    json.begin_object();
    json.key("formats").begin_array();
    for (const auto& format : formats::all_formats()) {
      const formats::FormatInfo& info = format->info();
      json.begin_object();
      const std::pair<const char*, const std::string*> texts[] = {
          {"name", &info.name}, {"title", &info.title}, {"signature", &info.signature}, {"extracts", &info.extracts}};
      for (const auto& [key, text] : texts) {
        json.key(key).value(*text);
      }
      json.key("suffixes").begin_array();
      for (const std::string& suffix : info.suffixes)
        json.value(suffix);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
    json.finish();
  }

  JsonOption json_;
};

} // namespace

std::unique_ptr<Command> make_formats() { return std::make_unique<Formats>(); }

} // namespace micrograph::cli
