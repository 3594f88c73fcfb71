#pragma once

#include "base/error.hpp"
#include "base/json_value.hpp"
#include "jsonld/document_loader.hpp"
#include "jsonld/options.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::jsonld {

/// A document that was loaded for its context, and where it lies.
struct LoadedContext {
  std::string url;
  JsonValue context; ///< what stands under `@context`
};

/// What all algorithms of one run share: the options, the loader, the budget, and where in the document they
/// are, so that an error can say it.
class Processing {
public:
  Processing(const Options& options, DocumentLoader& loader, std::string source_name);
  Processing(const Processing&) = delete;
  Processing& operator=(const Processing&) = delete;

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] bool is_1_1() const { return options_.processing_mode == ProcessingMode::json_ld_1_1; }

  /// Counts work done. Throws FormatError `jsonld.too-large` once it is more than the limit.
  void spend(std::uint64_t steps = 1);

  /// The context at `url`, from memory if it was asked for before. Throws FormatError.
  [[nodiscard]] const LoadedContext& context_at(const std::string& url);

  /// Throws FormatError with the place that is being worked on.
  [[noreturn]] void fail(const char* code, const std::string& text) const;

  /// While it lives, work goes on within a member or an item.
  class Within {
  public:
    Within(Processing& run, std::string_view key) : run_(run) { run_.trail_.push_back({key, 0}); }
    Within(Processing& run, std::size_t index) : run_(run) { run_.trail_.push_back({{}, index + 1}); }
    ~Within() { run_.trail_.pop_back(); }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

  private:
    Processing& run_;
  };
  /// While it lives, work goes on in another document, from its top.
  class InDocument {
  public:
    InDocument(Processing& run, std::string name);
    ~InDocument();
    InDocument(const InDocument&) = delete;
    InDocument& operator=(const InDocument&) = delete;

  private:
    Processing& run_;
    std::string name_;
    std::size_t start_;
  };

private:
  struct Step {
    std::string_view key;
    std::size_t index; ///< 1-based item; 0 means that `key` counts
  };
  [[nodiscard]] Place here() const;

  const Options& options_;
  DocumentLoader& loader_;
  std::string document_; ///< the one that work goes on in
  std::vector<Step> trail_;
  std::size_t trail_start_ = 0; ///< of the steps within document_
  std::uint64_t steps_ = 0;
  std::size_t loads_ = 0;
  std::map<std::string, LoadedContext> contexts_; ///< by the IRI asked for
};

} // namespace micrograph::jsonld
