#include "base/error.hpp"
#include "base/output_file.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace micrograph;

namespace {

class Folder {
public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("micrograph-output-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

private:
  std::filesystem::path path_;
};

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::span<const std::byte> bytes_of(const std::string& text) {
  return std::as_bytes(std::span(text));
}

/// What a failing write says; empty if it did not fail.
template <typename Work> std::string failure_of(const Work& work) {
  try {
    work();
    return {};
  } catch (const IoError& error) {
    CHECK(error.code() == "output.failed");
    return error.place().source + ": " + error.what();
  }
}

} // namespace

TEST_CASE("a file appears when it is committed, with the mode and behind the link that were there") {
  const Folder folder;
  const auto path = folder / "a.txt";
  {
    OutputFile file(path);
    file.stream() << "one";
    CHECK(folder.files() == 0);
    file.commit();
  }
  CHECK(content(path) == "one");
  ::chmod(path.c_str(), 0604);
  std::filesystem::create_symlink("a.txt", folder / "link");
  {
    OutputFile file(folder / "link");
    file.stream() << "two";
    CHECK(content(path) == "one");
    file.commit();
  }
  CHECK(content(path) == "two");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  struct stat status {};
  ::stat(path.c_str(), &status);
  CHECK((status.st_mode & 0777) == 0604);
  CHECK(folder.files() == 2);
}

TEST_CASE("without commit nothing has happened") {
  const Folder folder;
  put(folder / "a.txt", "old");
  {
    OutputFile file(folder / "a.txt");
    file.stream() << std::string(1'000'000, 'x') << std::flush;
  }
  CHECK(content(folder / "a.txt") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("bytes written before can be replaced") {
  const Folder folder;
  OutputFile file(folder / "a.txt");
  CHECK(file.seekable());
  file.stream() << "....";
  file.stream() << std::string(200'000, 'x');
  file.overwrite(1, bytes_of("ab"));
  file.stream() << "end";
  file.commit();
  CHECK((content(folder / "a.txt") == ".ab." + std::string(200'000, 'x') + "end"));
}

TEST_CASE("of two writers the last one wins, and both write whole files") {
  const Folder folder;
  OutputFile first(folder / "a.txt"), second(folder / "a.txt");
  first.stream() << std::string(100'000, '1');
  second.stream() << std::string(100'000, '2');
  second.commit();
  first.commit();
  CHECK((content(folder / "a.txt") == std::string(100'000, '1')));
  CHECK(folder.files() == 1);
}

TEST_CASE("remnants of the same file are removed, but none that is still written, and no other's") {
  const Folder folder;
  put(folder / ".a.txt.micrograph-1-2-3", "remnant");
  put(folder / ".b.txt.micrograph-1-2-3", "of another file");
  put(folder / "a.txt.micrograph-1-2-3", "somebody's");
  put(folder / ".a.txt.micrograph-4-5-6", "still written");
  const int writer = ::open((folder / ".a.txt.micrograph-4-5-6").c_str(), O_RDWR | O_CLOEXEC);
  ::flock(writer, LOCK_EX);
  { const OutputFile file(folder / "a.txt"); }
  CHECK_FALSE(std::filesystem::exists(folder / ".a.txt.micrograph-1-2-3"));
  CHECK(folder.files() == 3);
  ::close(writer);
  { const OutputFile file(folder / "a.txt"); }
  CHECK(folder.files() == 2);
}

TEST_CASE("a full device is said with path and reason") {
  OutputFile file("/dev/full");
  file.stream() << "text";
  file.stream().flush();
  file.stream().clear(); // as somebody might who does not look
  const std::string said = std::string("/dev/full: cannot be written: ") + std::strerror(ENOSPC);
  CHECK(failure_of([&] { file.check(); }) == said);
  CHECK(failure_of([&] { file.commit(); }) == said);
}

TEST_CASE("a disk that gets full leaves the old file") {
  const Folder folder;
  const std::string path = (folder / "a.txt").string();
  put(path, "old");
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit{100'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const std::string said = failure_of([&] {
    OutputFile file(path);
    file.stream() << std::string(200'000, 'x');
    file.commit();
  });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(said ==
        path + ": cannot be written: " + std::strerror(EFBIG) + "; the file that stood there is untouched");
  CHECK(content(path) == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("a folder that is not there is said") {
  const Folder folder;
  const std::string path = (folder / "none/a.txt").string();
  CHECK(failure_of([&] { OutputFile file(path); }) == path + ": cannot be written: " + std::strerror(ENOENT));
}

TEST_CASE("a pipe is written directly and cannot be gone back in") {
  const Folder folder;
  const auto path = folder / "pipe";
  ::mkfifo(path.c_str(), 0600);
  const pid_t reader = ::fork();
  if (reader == 0)
    ::_exit(content(path) == "text" ? 0 : 1);
  {
    OutputFile file(path);
    CHECK_FALSE(file.seekable());
    file.stream() << "text";
    file.commit();
  }
  int status = 1;
  ::waitpid(reader, &status, 0);
  CHECK(status == 0);
}
